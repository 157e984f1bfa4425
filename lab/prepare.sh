# shellcheck shell=bash
# What every program of the lab needs before it starts; to be sourced from one that stands at the top of the project.
. scripts/packages.sh
. scripts/sample-jar.sh

# Tells whether the program is only asked what it can do, which it says without root, packages and a build.
asks() { # arguments
  local each
  for each in "$@"; do
    case $each in --help | -h | --list) return 0 ;; esac
  done
  return 1
}

# Makes sure that there can be hosts, and of the programs that are named, as `require` does.
prepare() { # programs
  [ "$(uname -s)" = Linux ] || die "the lab is made of network namespaces, which only Linux has"
  [ "$(id -u)" = 0 ] || die "the lab makes network namespaces and firewall rules inside them, which only root may do; start it as root"
  require "$@"
}

# Replaces the shell by a module of the lab.
run_lab() { # module, arguments
  local module=$1
  shift
  export PYTHONPATH="$PWD/lab" PYTHONDONTWRITEBYTECODE=1
  exec python3 -m "memshare_lab.$module" "$@"
}
