"""Which editions to make, on how many processes, and how they reach the disk."""
