#!/usr/bin/env bash
# What the lab's rivals need beyond npm, where it is not on PATH: redis-server, go, java. By Debian's packages, as root;
# elsewhere it says what is missing, whose tests are then skipped.
set -euo pipefail
declare -A packages=([redis-server]=redis-server [go]=golang-go [java]=default-jdk-headless)
missing=()
for program in "${!packages[@]}"; do
  command -v "$program" > /dev/null || missing+=("${packages[$program]}")
done
((${#missing[@]} == 0)) && exit 0
if [[ $(id -u) == 0 ]] && command -v apt-get > /dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
else
  echo "to test all rivals, install: ${missing[*]}" >&2
fi
