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

# The name of a generated model by its place, and of one that ends a page of the list: the next page is called by it.
placed() { find "$folder/models" -name '*.xml' -printf '%f\n' | sort | sed -n "$1s/\.xml$//p"; }
ending() { find "$site-packs/list" -name 'index--after-*.html' -printf '%f\n' | sort | sed -n "$1s/^index--after-\(.*\)\.html$/\1/p"; }
# Imports a document about a model, told by its name.
inspected() { about "$1" <<XML
<inspection xmlns="https://proofmark.example/ns/registry/1" id="INS-2027-$1" supplier="SUPPLIER" location="Works"
  occasion="follow-up" day="2027-01-10" example="yes"><model designation="DESIGNATION" outcome="conforming"/>
  <inspected-by name="I. Example" role="inspector"/></inspection>
XML
}
noticed() { about "$1" <<XML
<notice xmlns="https://proofmark.example/ns/registry/1" id="AN-2027-$1" kind="advisory" title="Look at the seams" day="2027-01-15"
  example="yes"><text>Look at the seams.</text><model supplier="SUPPLIER" designation="DESIGNATION"/>
  <reviewed-by name="R. Example" role="technical reviewer"/><decided-by name="D. Example" role="programme manager"/></notice>
XML
}
about() {
  local model supplier designation
  model=$folder/models/$1.xml
  supplier=$(sed -n 's/.* supplier="\([^"]*\)".*/\1/p' "$model" | head -1)
  designation=$(sed -n 's/.* designation="\([^"]*\)".*/\1/p' "$model" | head -1)
  sed "s/SUPPLIER/$supplier/; s/DESIGNATION/$designation/" >bench/change.xml
  "$binaries/proofmark" import bench/change.xml --registry bench/site.sqlite >/dev/null
}
publish() { taken "$binaries/proofmark" publish "$@" --registry bench/site.sqlite; }

read -r full full_wall full_memory < <(publish --no-packs --output "$site")
sed 's/^/  /' bench/said
number=$(find "$site/models" -name '*.html' | wc -l)
bytes=$(find "$site/models" -name '*.html' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
read -r again again_wall _ < <(publish --no-packs --output "$site")
# An inspection is told on the model's own page.
inspected "$(placed $((models / 2)))"
read -r change change_wall change_memory < <(publish --no-packs --output "$site")
sed -n '2s/^/  after an inspection of one model: /p' bench/said
# A notice takes it off the list: every list that it was on has one line less, and every export.
noticed "$(placed $((models / 2)))"
read -r notice notice_wall notice_memory < <(publish --no-packs --output "$site")
sed -n '2s/^/  after a notice about it: /p' bench/said

# The same with all packs, as a site is published where nobody says otherwise.
read -r packs packs_wall packs_memory < <(publish --output "$site-packs")
sed 's/^/  with packs: /' bench/said
inspected "$(placed $((models / 4)))"
read -r pack pack_wall _ < <(publish --output "$site-packs")
sed -n '2s/^/  with packs, after an inspection of one model: /p' bench/said
noticed "$(placed $((models / 4)))"
read -r off off_wall off_memory < <(publish --output "$site-packs")
sed -n '2s/^/  with packs, after a notice about it: /p' bench/said
# The pages of lists that it ends are one with those behind them then.
noticed "$(ending 3)"
read -r end end_wall _ < <(publish --output "$site-packs")
sed -n '2s/^/  with packs, after a notice about one that ends a page: /p' bench/said

rm -rf bench/contexts
"$binaries/measure-site" bench/site.sqlite bench/contexts "$pages"
python3 Tests/Measure/hugo.py bench/contexts Sources/Publishing/Templates "$hugo_site"
read -r hugo hugo_wall hugo_memory < <(taken hugo --quiet --source "$PWD/$hugo_site" --destination "$PWD/$hugo_site/public")
hugo_number=$(find "$hugo_site/public/models" -name '*.html' | wc -l)
hugo_bytes=$(find "$hugo_site/public/models" -name '*.html' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')

awk -v n="$number" -v b="$bytes" -v c="$full" -v w="$full_wall" -v m="$full_memory" \
  -v ac="$again" -v aw="$again_wall" -v oc="$change" -v ow="$change_wall" -v om="$change_memory" \
  -v tc="$notice" -v tw="$notice_wall" -v tm="$notice_memory" \
  -v pc="$packs" -v pw="$packs_wall" -v pm="$packs_memory" -v ic="$pack" -v iw="$pack_wall" \
  -v fc="$off" -v fw="$off_wall" -v fm="$off_memory" -v ec="$end" -v ew="$end_wall" \
  -v hn="$hugo_number" -v hb="$hugo_bytes" -v hc="$hugo" -v hw="$hugo_wall" -v hm="$hugo_memory" 'BEGIN {
  printf "  proofmark: %d pages of %.0f KB, %.1f CPU s (%.1f s), %.1f pages for each CPU second, at most %.0f MB\n", n, b / n / 1000, c, w, n / c, m
  printf "  Hugo: %d pages of %.0f KB, %.1f CPU s (%.1f s), %.1f pages for each CPU second, at most %.0f MB\n", hn, hb / hn / 1000, hc, hw, hn / hc, hm
  printf "  ratio: %.2f times as many pages for each CPU second (aim: 5)\n", n / c / (hn / hc)
  part = "%.2f CPU s, %.2f %% of a full publication; %.2f s, %.2f %% of its time"
  printf "  nothing changed: " part "\n", ac, 100 * ac / c, aw, 100 * aw / w
  printf "  one model inspected: " part " (aim: under 2 %%), at most %.0f MB\n", oc, 100 * oc / c, ow, 100 * ow / w, om
  printf "  one model off the list: " part ", at most %.0f MB\n", tc, 100 * tc / c, tw, 100 * tw / w, tm
  printf "  with packs: %.1f CPU s (%.1f s), at most %.0f MB\n", pc, pw, pm
  printf "  with packs, one model inspected: " part " (aim: under 2 %%)\n", ic, 100 * ic / pc, iw, 100 * iw / pw
  printf "  with packs, one model off the list: " part " (aim: under 2 %%), at most %.0f MB\n", fc, 100 * fc / pc, fw, 100 * fw / pw, fm
  printf "  with packs, one that ends a page of the list: " part " (aim: under 2 %%)\n", ec, 100 * ec / pc, ew, 100 * ew / pw
}'
