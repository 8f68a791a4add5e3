#!/bin/sh
# Installs bulletin-pdf from this folder, without a network, into ~/.local/share/bulletin-pdf (BULLETIN_PDF_HOME
# names another), and puts the command into ~/.local/bin. Running it again upgrades; deleting the folder uninstalls.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${BULLETIN_PDF_HOME:-$HOME/.local/share/bulletin-pdf}
wanted=@PYTHON@
python=${PYTHON:-}

fits() { "$1" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted' or sys.maxsize < 2**32)" 2>/dev/null; }

if [ -z "$python" ]; then
    for name in "python$wanted" python3 python; do
        if command -v "$name" >/dev/null 2>&1 && fits "$name"; then python=$name; break; fi
    done
fi
if [ -z "$python" ] || ! fits "$python"; then
    echo "This bundle needs 64-bit Python $wanted, which was not found." >&2
    echo "Install it beside the system's Python, then run: PYTHON=/path/to/python$wanted sh install.sh" >&2
    exit 1
fi
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || { echo "The bundle is damaged: copy it again." >&2; exit 1; }
"$python" -m venv --clear "$home" || {
    echo "venv failed: on Debian, Kylin and UOS install python$wanted-venv first." >&2
    exit 1
}
own=$(ls "$here"/wheels/bulletin_pdf-*.whl)
"$home/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --find-links "$here/wheels" "$own[desk]"
if [ -z "${BULLETIN_PDF_HOME:-}" ]; then
    mkdir -p "$HOME/.local/bin"
    ln -sf "$home/bin/bulletin-pdf" "$HOME/.local/bin/bulletin-pdf"
fi
"$home/bin/bulletin-pdf" doctor
echo "Installed: $home/bin/bulletin-pdf"
