#!/usr/bin/env bash
# Throughput of import and check beside xmllint over the same files in the same run, as ratios of CPU seconds.
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

echo "import (read, validate, hash, judge, store durably):"
"$binaries/measure" "$runs" proofmark "exec $binaries/proofmark import Standards $folder --registry bench/registry.sqlite" \
  xmllint "$validate" "rm -f bench/registry.sqlite bench/registry.sqlite-wal bench/registry.sqlite-shm"

echo "check (read, validate, hash, judge, say the verdict):"
"$binaries/measure" "$runs" proofmark "exec $binaries/proofmark check $reports/*.xml" xmllint "$validate"
