#!/usr/bin/env bash
# Writes constraints.txt: the exact versions of everything pyproject.toml asks for, for every platform, without addresses.
set -euo pipefail
uv=$1
{
    echo "# The exact versions that this release is built and tested with. 'make constraints' renews them from pyproject.toml."
    "$uv" pip compile --quiet --universal --python-version 3.11 --all-extras --annotation-style line \
        --no-header --no-emit-index-url --no-emit-find-links pyproject.toml
} >constraints.new
mv constraints.new constraints.txt
