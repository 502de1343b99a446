#!/bin/sh
# Installs the named Debian packages that are missing: itself when root, else it prints the command to type.
set -eu
missing=""
for package in "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
  echo "Installing from Debian:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # the tests give glewlwyd a folder and a database of their own: none is set up for the system
  case "$missing" in *glewlwyd*) echo "glewlwyd glewlwyd/config_type select No configuration" | debconf-set-selections ;; esac
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Missing on this system:$missing" >&2
  echo "Type:  sudo apt-get install$missing" >&2
  exit 1
fi
