# shellcheck shell=bash
# Builds the jar of a sample application when it is missing or older than what it is made of; to be sourced from a script
# that has sourced packages.sh and stands at the top of the project.

# What is built; other ones are set before the call.
sample='sample-app' # the module
sample_profile=''   # a profile of Maven, whose jar lies in a folder of its own, since it has other libraries inside

# Prints the jar's path, or nothing where it was never built.
built_jar() { # folder
  if [ ! -d "$1" ]; then return; fi
  find "$1" -maxdepth 1 -name "memshare-$sample-*.jar" ! -name '*-sources.jar' ! -name '*-javadoc.jar' \
    | head -n 1
}

is_outdated() { # jar
  [ -n "$(find pom.xml ./*/pom.xml ./*/src/main -type f -newer "$1" -print | head -n 1)" ]
}

# Sets $jar.
require_sample_jar() {
  local log status=0 folder=$sample/target profile=()
  if [ -n "$sample_profile" ]; then
    folder+=/$sample_profile
    profile=("-P$sample_profile")
  fi
  jar=$(built_jar "$folder")
  if [ -n "$jar" ] && ! is_outdated "$jar"; then return; fi
  say "building the sample (the first time takes a few minutes)"
  # a jar whose own classes are up to date would be left as it is, with the libraries of last time inside
  rm -f "$sample/target/memshare-$sample"-*.jar*
  log=$(mktemp "${TMPDIR:-/tmp}/memshare-build.XXXXXX")
  ./mvnw --quiet ${profile[@]+"${profile[@]}"} -pl "$sample" -am package -Dmaven.test.skip=true \
    -Dspotless.check.skip=true -Djacoco.skip=true \
    </dev/null >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    die "the build failed"
  fi
  rm -f "$log"
  if [ "$folder" != "$sample/target" ]; then
    mkdir -p "$folder"
    rm -f "$folder"/*.jar
    mv "$(built_jar "$sample/target")" "$folder"
  fi
  jar=$(built_jar "$folder")
  touch "$jar"
}
