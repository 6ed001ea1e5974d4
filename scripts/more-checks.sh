#!/usr/bin/env bash
# Judges built files by the checks in a folder beside the checkout: more-checks.sh CHECKS OUTPUT PYTHON HANDOUTS
# CHECKS holds check_pdf.py, check_pptx.py, check_repro.py and the requirements.txt of what they import, which is
# installed into an environment of its own, .venv-checks. Prints what fails, and ends with 1 if anything does.
set -euo pipefail

checks=$(cd "$1" && pwd)
output=$2
python=$3
handouts=$(cd "$(dirname "$4")" && pwd)/$(basename "$4")
environment=$PWD/.venv-checks
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

install() {
    if cmp -s "$checks/requirements.txt" "$environment/.installed"; then return; fi
    echo "Installing what the checks of $1 import into .venv-checks"
    "$python" -m venv "$environment"
    if ! "$environment/bin/python" -m pip --disable-pip-version-check install -qq -r "$checks/requirements.txt"; then
        echo "What $1/requirements.txt asks for cannot be installed, so the checks there cannot run." >&2
        exit 1
    fi
    cp "$checks/requirements.txt" "$environment/.installed"
}

# Pages of one language; veraPDF's rules need a JDK.
pages() {
    local vera=()
    if java --list-modules 2>/dev/null | grep -q jdk.compiler; then vera=(--vera ua1,3a); fi
    find "$output/$1" -name '*.pdf' -print0 | sort -z | xargs -0 "$environment/bin/python" "$checks/check_pdf.py" \
        --lang "$1" --pdfa 3A --fonts 'Source|Noto Sans|Gentium' "${vera[@]}"
}

# What measures text in its place (--integrity) finds the wrong one for placeholders that have theirs from the layout.
slides() {
    find "$output/$1" -name '*.pptx' -print0 | sort -z | xargs -0 "$environment/bin/python" "$checks/check_pptx.py" \
        --lang "$1" --numbers --fixed-dates --audit
    "$python" "$(dirname "$0")/with_places.py" "$output/$1" "$logs/$1"
    find "$logs/$1" -name '*.pptx' -print0 | sort -z | xargs -0 "$environment/bin/python" "$checks/check_pptx.py" \
        --lang "$1" --integrity >&2
}

# The same bytes from any folder, under any clock, language and hash seed.
again() {
    "$environment/bin/python" "$checks/check_repro.py" --src tests/lesson --out output --runs 2 -- "$handouts" build
}

# One job; what it says is shown only if it fails. To find no file is to fail.
run() {
    local log="$logs/$1-${2:-}" passed=0
    if "$@" >"$log" 2>&1; then passed=$(grep -c '^ok ' "$log" || true); fi
    if [ "$passed" -gt 0 ]; then
        echo "$*: $passed files passed"
    else
        echo "$*: failed"
        grep -vE '^(ok|PASS) |\(warning\)' "$log" || true
        return 1
    fi
}

# Two jobs at once.
both() {
    local failed=0
    run "$1" "${@:2:1}" & local other=$!
    run "$3" "${@:4:1}" || failed=1
    wait "$other" || failed=1
    return "$failed"
}

install "$1"
export PATH="$environment/bin:$PATH"
failed=0
both pages de pages en || failed=1
both slides de slides en || failed=1
run again || failed=1
exit "$failed"
