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

import="exec $binaries/proofmark import Standards $folder"
afresh="rm -f bench/registry*.sqlite bench/registry*.sqlite-wal bench/registry*.sqlite-shm"
echo "import on one core (read, validate, hash, judge, store durably):"
"$binaries/measure" "$runs" proofmark "$import --registry bench/registry.sqlite --jobs 1" xmllint "$validate" "$afresh"

echo "import on one core and on all $(nproc):"
"$binaries/measure" "$runs" "one core" "$import --registry bench/registry-one.sqlite --jobs 1" \
  "all cores" "$import --registry bench/registry-all.sqlite" "$afresh"

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
