#!/bin/sh
# Pictures of the model issue in every design, page 1 and a page of text, and of the covers of volumes, for docs/designs.md.
set -eu
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir -p docs/designs
cp issues/bulletin.yaml "$made"
for file in src/bulletin_pdf/data/designs/*.yaml; do
    name=$(basename "$file" .yaml)
    { echo "design: $name"; cat issues/2022-zk30.yaml; } > "$made/$name.yaml"
    .venv/bin/bulletin-pdf build "$made/$name.yaml" -q -o "$made/$name.pdf" 2> /dev/null
    pdftoppm -r 34 -png -f 1 -l 2 "$made/$name.pdf" "$made/$name"
    for page in 1 2; do
        .venv/bin/python scripts/small_picture.py "$made"/"$name"-*"$page".png "docs/designs/$name-$page.png"
    done
done
cp issues/2022-zk30.yaml "$made/bound.yaml"
for cover in rule frame slip; do
    printf 'title: 湖南精神文明建设\nyear: 2022\nissues: bound.yaml\nparts: [cover, issues]\ndesign: {volume: {cover: %s}}\n' "$cover" > "$made/year.yaml"
    .venv/bin/bulletin-pdf volume "$made/year.yaml" -q -o "$made/year.pdf" 2> /dev/null
    pdftoppm -r 34 -png -singlefile "$made/year.pdf" "$made/cover"
    .venv/bin/python scripts/small_picture.py "$made/cover.png" "docs/designs/cover-$cover.png"
done
