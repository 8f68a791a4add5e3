#!/usr/bin/env bash
# Makes the small picture of an issue's first page: page1.sh ISSUE.yaml PICTURE.png
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/bulletin-pdf build "$1" -q -o "$work/issue.pdf"
pdftoppm -png -r 60 -f 1 -l 1 -singlefile "$work/issue.pdf" "$work/page"
mv "$work/page.png" "$2"
ls -l "$2"
