#!/usr/bin/env bash
# Searches with libFuzzer for inputs that the readers cannot bear. What it finds stays in .build-fuzz/found.
set -euo pipefail
seconds=${1:-60}
swift=${SWIFT:-swift}
scratch=.build-fuzz
# Debian's gold fails on the sanitizers' symbols; the toolchain's own linker does not.
"$swift" build --scratch-path "$scratch" --product fuzz --sanitize address --sanitize fuzzer \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp -Xswiftc -DFUZZING -Xswiftc -use-ld=lld
mkdir -p "$scratch/corpus" "$scratch/seeds" "$scratch/found"
# Small documents mutate best; each room's fixtures are such.
for document in Tests/EvidenceTests/Fixtures/*.xml Tests/StandardsTests/Fixtures/*.xml; do
  cp "$document" "$scratch/seeds/$(basename "$(dirname "$(dirname "$document")")")-$(basename "$document")"
done
printf 'velocity (m/s),perforated\n412.5,0\n428,1\n' > "$scratch/seeds/shots.csv"
# Words of the vocabularies, so that the search need not find them letter by letter.
grep --only-matching --no-filename --extended-regexp '"[A-Za-z][A-Za-z0-9./:-]{1,40}"' \
  Sources/Evidence/evidence.xsd Sources/Standards/standard.xsd | sort --unique > "$scratch/words.dict"
"$scratch/debug/fuzz" -max_total_time="$seconds" -max_len=20000 -timeout=20 -rss_limit_mb=2048 \
  -dict="$scratch/words.dict" -artifact_prefix="$scratch/found/" -print_final_stats=1 \
  "$scratch/corpus" "$scratch/seeds"
