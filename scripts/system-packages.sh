#!/usr/bin/env bash
# Installs what pip cannot: system-packages.sh venv|build|test PYTHON
# Looks first, and calls the system's package manager (and sudo) only for what is missing.
set -euo pipefail

stage=$1
python=$2
needed=()

has_library() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

need_library() {
    if ! has_library "$1"; then needed+=("$2"); fi
}

look_for_venv() {
    if ! command -v "$python" >/dev/null; then
        needed+=(python3 python3-venv)
    elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "handouts needs Python 3.11 or newer; $python is $("$python" --version)." >&2
        echo "Name a newer one: make PYTHON=python3.13" >&2
        exit 1
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        needed+=(python3-venv)
    fi
}

# Pango lays out the pages; without HarfBuzz's subsetter fonts still work, but a build takes about three times as long.
look_for_layout() {
    local suffix=.so.0
    if [ "$(uname -s)" = Darwin ]; then suffix=.0.dylib; fi
    need_library "libpango-1.0$suffix" libpango-1.0-0
    need_library "libpangoft2-1.0$suffix" libpangoft2-1.0-0
    need_library "libharfbuzz$suffix" libharfbuzz0b
    need_library "libharfbuzz-subset$suffix" libharfbuzz-subset0
}

has_impress() {
    local office
    office=$(command -v soffice) && [ -e "$(dirname "$(readlink -f "$office")")/libsdlo.so" ]
}

impress_package() {
    if apt-cache show libreoffice-impress-nogui >/dev/null 2>&1; then
        echo libreoffice-impress-nogui
    else
        echo libreoffice-impress
    fi
}

# The tests look at pages and slides as pictures.
look_for_viewers() {
    if ! command -v pdftoppm >/dev/null; then needed+=(poppler-utils); fi
    if ! has_impress; then needed+=(impress); fi
    if ! fc-list 2>/dev/null | grep Liberation >/dev/null; then needed+=(fontconfig fonts-liberation); fi
}

install_with_apt() {
    local as_root=() packages=() package
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Please install as root: ${needed[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    echo "Installing system packages: ${needed[*]}"
    "${as_root[@]}" apt-get update -qq
    for package in "${needed[@]}"; do
        if [ "$package" = impress ]; then package=$(impress_package); fi
        packages+=("$package")
    done
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${packages[@]}" </dev/null
}

case $stage in
    venv) look_for_venv ;;
    build) look_for_layout ;;
    test) look_for_viewers ;;
    *)
        echo "usage: system-packages.sh venv|build|test PYTHON" >&2
        exit 2
        ;;
esac

if [ ${#needed[@]} -eq 0 ]; then exit 0; fi
if command -v apt-get >/dev/null; then
    install_with_apt
else
    echo "Please install these, or what your system calls them: ${needed[*]}" >&2
    if [ "$(uname -s)" = Darwin ]; then echo "With Homebrew: brew install python pango poppler libreoffice" >&2; fi
    exit 1
fi
