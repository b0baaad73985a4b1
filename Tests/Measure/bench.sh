#!/usr/bin/env bash
# Throughput of import and check beside xmllint over the same files in the same run, and judging beside the same fits by
# statsmodels and scipy, as ratios of CPU seconds.
#   Tests/Measure/bench.sh BINARIES [MODELS] [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."
binaries=$1
models=${2:-1000}
runs=${3:-5}
folder=bench/registry-$models
if [ ! -e "$folder/complete" ]; then
  rm -rf "$folder"
  "$binaries/make-examples" "$folder" --count "$models"
  touch "$folder/complete"
fi
reports=$folder/reports
# shellcheck disable=SC2012
echo "$(ls "$reports" | wc -l) reports, $(du -sm "$reports" | cut -f1) MB"
validate="exec xmllint --noout --stream --schema Registry/evidence.xsd $reports/*.xml"

# The registry has everything else before: what is imported is what xmllint reads.
before=bench/before-$models.sqlite
rm -f "$before"* bench/registry*.sqlite*
"$binaries/proofmark" import Standards "$folder"/{suppliers,laboratories,models} --registry "$before" >/dev/null
afresh="rm -f bench/registry*.sqlite*; for one in registry registry-one registry-all; do cp $before bench/\$one.sqlite; done"

import="$binaries/proofmark import $reports"
echo "import of the reports on one core (read, validate, hash, judge, store durably):"
"$binaries/measure" "$runs" proofmark "exec $import --registry bench/registry.sqlite --jobs 1" xmllint "$validate" "$afresh"

echo "the same on one core and on all $(nproc):"
"$binaries/measure" "$runs" "one core" "exec $import --registry bench/registry-one.sqlite --jobs 1" \
  "all cores" "exec $import --registry bench/registry-all.sqlite" "$afresh"

echo "one import on one core, and two of them at once: twice the ratio of time is the most that two cores give here:"
"$binaries/measure" "$runs" "one import" "exec $import --registry bench/registry.sqlite --jobs 1" \
  "two at once" "$import --registry bench/registry-one.sqlite --jobs 1 & $import --registry bench/registry-all.sqlite --jobs 1; wait" \
  "$afresh"

echo "import of everything on one core: definitions, suppliers, laboratories, models and reports:"
"$binaries/measure" "$runs" proofmark "exec $binaries/proofmark import Standards $folder --registry bench/registry.sqlite --jobs 1" \
  xmllint "$validate" "rm -f bench/registry*.sqlite*"

echo "check (read, validate, hash, judge, say the verdict):"
"$binaries/measure" "$runs" proofmark "exec $binaries/proofmark check $reports/*.xml" xmllint "$validate"

echo "judge (one report of a flexible model):"
python=bench/python
if [ ! -e "$python/complete" ]; then
  rm -rf "$python"
  python3 -m venv "$python"
  "$python/bin/pip" install --quiet --disable-pip-version-check statsmodels
  touch "$python/complete"
fi
flexible=$(awk '/kind="flexible"/ { print FILENAME; exit }' "$reports"/*.xml)
"$binaries/measure-judging" Standards/NIJ-0101.06.xml "$flexible" bench/fits.json
# One thread, as the other side has.
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python/bin/python" Tests/Measure/fits.py bench/fits.json

echo "look up (100,000 models):"
"$binaries/measure-lookup" Standards/NIJ-0101.06.xml bench/lookup.sqlite 100000

echo "publish (10,000 models with all of their evidence):"
Tests/Measure/site.sh "$binaries"
