#!/usr/bin/env bash
# Publishing 10,000 models with all of their evidence, without their packs, beside Hugo making pages of the same size and content from the same
# data by its own templates, as pages for each CPU second; publishing again after one change; memory.
#   Tests/Measure/site.sh BINARIES [MODELS] [HUGO_PAGES]
set -euo pipefail
cd "$(dirname "$0")/../.."
binaries=$1
models=${2:-10000}
pages=${3:-1000}
folder=bench/listed-$models
registry=bench/listed-$models.sqlite
if [ ! -e "$folder/complete" ]; then
  rm -rf "$folder" "$registry"*
  "$binaries/make-examples" "$folder" --listed "$models"
  # Of ten thousand generated models one can fail by chance: nobody may decide to list it.
  "$binaries/proofmark" import Standards "$folder" --registry "$registry" >/dev/null || [ $? = 3 ]
  touch "$folder/complete"
fi
# A registry of an earlier run is brought to the present form.
"$binaries/proofmark" import Standards --registry "$registry" >/dev/null
# Into a copy, so that the change below is one each time. What was published before is removed at the end: a file system looks
# long for places where files were removed a moment ago.
rm -rf bench/site.sqlite*
site=bench/site-$$
hugo_site=bench/hugo-$$
trap 'rm -rf bench/site-* bench/.site-* bench/hugo-*' EXIT
"$binaries/proofmark" backup bench/site.sqlite --registry "$registry" >/dev/null

# What a command takes: CPU seconds, seconds, and the most memory in MB.
taken() { /usr/bin/time --format '%U %S %e %M' --output bench/taken "$@" >bench/said; awk '{ print $1 + $2, $3, $4 / 1024 }' bench/taken; }

read -r full full_wall full_memory < <(taken "$binaries/proofmark" publish --no-packs --output "$site" --registry bench/site.sqlite)
sed 's/^/  /' bench/said
number=$(find "$site/models" -name '*.html' | wc -l)
bytes=$(find "$site/models" -name '*.html' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')

read -r again again_wall _ < <(taken "$binaries/proofmark" publish --no-packs --output "$site" --registry bench/site.sqlite)
page=$(find "$folder/models" -name '*.xml' | sort | sed -n "$((models / 2))p")
supplier=$(sed -n 's/.* supplier="\([^"]*\)".*/\1/p' "$page" | head -1)
designation=$(sed -n 's/.* designation="\([^"]*\)".*/\1/p' "$page" | head -1)

# An inspection is told on the model's own page.
cat >bench/change.xml <<XML
<inspection xmlns="https://proofmark.example/ns/registry/1" id="INS-2027-001" supplier="$supplier" location="Works"
  occasion="follow-up" day="2027-01-10" example="yes"><model designation="$designation" outcome="conforming"/>
  <inspected-by name="I. Example" role="inspector"/></inspection>
XML
"$binaries/proofmark" import bench/change.xml --registry bench/site.sqlite >/dev/null
read -r change change_wall change_memory < <(taken "$binaries/proofmark" publish --no-packs --output "$site" --registry bench/site.sqlite)
sed -n '2s/^/  after an inspection of one model: /p' bench/said

# A notice takes it off the list: every list that it was on moves up by one line, page by page.
cat >bench/change.xml <<XML
<notice xmlns="https://proofmark.example/ns/registry/1" id="AN-2027-01" kind="advisory" title="Look at the seams" day="2027-01-15"
  example="yes"><text>Look at the seams.</text><model supplier="$supplier" designation="$designation"/>
  <reviewed-by name="R. Example" role="technical reviewer"/><decided-by name="D. Example" role="programme manager"/></notice>
XML
"$binaries/proofmark" import bench/change.xml --registry bench/site.sqlite >/dev/null
read -r notice notice_wall notice_memory < <(taken "$binaries/proofmark" publish --no-packs --output "$site" --registry bench/site.sqlite)
sed -n '2s/^/  after a notice about it: /p' bench/said

rm -rf bench/contexts
"$binaries/measure-site" bench/site.sqlite bench/contexts "$pages"
python3 Tests/Measure/hugo.py bench/contexts Sources/Publishing/Templates "$hugo_site"
read -r hugo hugo_wall hugo_memory < <(taken hugo --quiet --source "$PWD/$hugo_site" --destination "$PWD/$hugo_site/public")
hugo_number=$(find "$hugo_site/public/models" -name '*.html' | wc -l)
hugo_bytes=$(find "$hugo_site/public/models" -name '*.html' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')

awk -v n="$number" -v b="$bytes" -v c="$full" -v w="$full_wall" -v m="$full_memory" \
  -v ac="$again" -v aw="$again_wall" -v oc="$change" -v ow="$change_wall" -v om="$change_memory" \
  -v tc="$notice" -v tw="$notice_wall" \
  -v hn="$hugo_number" -v hb="$hugo_bytes" -v hc="$hugo" -v hw="$hugo_wall" -v hm="$hugo_memory" 'BEGIN {
  printf "  proofmark: %d pages of %.0f KB, %.1f CPU s (%.1f s), %.1f pages for each CPU second, at most %.0f MB\n", n, b / n / 1000, c, w, n / c, m
  printf "  Hugo: %d pages of %.0f KB, %.1f CPU s (%.1f s), %.1f pages for each CPU second, at most %.0f MB\n", hn, hb / hn / 1000, hc, hw, hn / hc, hm
  printf "  ratio: %.2f times as many pages for each CPU second (aim: 5)\n", n / c / (hn / hc)
  printf "  nothing changed: %.2f CPU s, %.2f %% of a full publication (%.2f %% of its time)\n", ac, 100 * ac / c, 100 * aw / w
  printf "  one model inspected: %.2f CPU s, %.2f %% of a full publication (%.2f %% of its time; aim: under 2 %%), at most %.0f MB\n", oc, 100 * oc / c, 100 * ow / w, om
  printf "  one model off the list: %.2f CPU s, %.2f %% of a full publication (%.2f %% of its time)\n", tc, 100 * tc / c, 100 * tw / w
}'
