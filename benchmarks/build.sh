# shellcheck shell=bash
# Builds what is measured: the applications, when one is missing or older than what it is made of, and the microbenchmarks; to
# be sourced at the top of the project by a script that has sourced packages.sh.

applications=(memshare observed redis jdbc hazelcast memory)

are_current() {
  local each jar
  for each in "${applications[@]}"; do
    jar=benchmarks/applications/$each/target/$each.built
    [ -e "$jar" ] || return 1
    [ -z "$(find pom.xml ./*/pom.xml ./*/src/main benchmarks/applications -not -path '*/target/*' -type f -newer "$jar" \
      -print | head -n 1)" ] || return 1
  done
}

require_applications() {
  if are_current; then return; fi
  local each log modules=benchmarks/applications/pages
  log=$(mktemp "${TMPDIR:-/tmp}/memshare-build.XXXXXX")
  say "building the applications (the first time takes a few minutes)"
  for each in "${applications[@]}"; do
    modules+=,benchmarks/applications/$each
    # what is up to date itself would be left as it is, with the libraries of last time inside
    rm -f benchmarks/applications/"$each"/target/*.jar*
  done
  if ! ./mvnw --quiet -Pbenchmarks -pl "$modules" -am package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -Djacoco.skip=true </dev/null >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    die "the build failed"
  fi
  rm -f "$log"
  for each in "${applications[@]}"; do
    touch "benchmarks/applications/$each/target/$each.built"
  done
}

require_microbenchmarks() {
  local log status=0
  log=$(mktemp "${TMPDIR:-/tmp}/memshare-build.XXXXXX")
  say "building"
  ./mvnw --quiet -P benchmarks -pl benchmarks/microbenchmarks -am package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -Djacoco.skip=true </dev/null >"$log" 2>&1 || status=$?
  [ "$status" -eq 0 ] || tail -n 30 "$log" >&2
  rm -f "$log"
  [ "$status" -eq 0 ] || die "the build failed"
}
