# shellcheck shell=bash
# What every measurement needs before it starts; to be sourced from a script that stands at the top of the project.
. scripts/packages.sh
. benchmarks/build.sh

[ "$(uname -s)" = Linux ] || die "the measurements read /proc, which only Linux has"

# Replaces the shell by a module of the measurements.
run_module() { # module, arguments
  local module=$1
  shift
  export PYTHONPATH="$PWD/benchmarks" PYTHONDONTWRITEBYTECODE=1
  exec python3 -m "memshare_bench.$module" "$@"
}

# Answers --help, for which nothing has to be installed or built but Python.
answer_help() { # module, arguments
  local each
  for each in "${@:2}"; do
    case $each in
      -h | --help)
        has python3 || die "--help needs python3"
        run_module "$1" --help
        ;;
    esac
  done
}

# Builds what is to be measured and measures it.
run_measurement() { # module, arguments
  require_applications
  run_module "$@"
}
