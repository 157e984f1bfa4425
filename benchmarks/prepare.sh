# shellcheck shell=bash
# What every measurement needs before it starts; to be sourced from a script that stands at the top of the project.
. scripts/packages.sh
. benchmarks/build.sh

[ "$(uname -s)" = Linux ] || die "the measurements read /proc, which only Linux has"

# Replaces the shell by a module of the measurements.
run_measurement() { # module, arguments
  local module=$1
  shift
  require_applications
  export PYTHONPATH="$PWD/benchmarks" PYTHONDONTWRITEBYTECODE=1
  exec python3 -m "memshare_bench.$module" "$@"
}
