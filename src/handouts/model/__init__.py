"""The vocabulary of the whole product: frozen data, no I/O, no third party but pydantic."""
