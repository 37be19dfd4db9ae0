#!/bin/sh
# Whyladder: with a word of the command line it works without a display, otherwise it opens its windows.
app="$(dirname "$(readlink -f "$0")")/whyladder-app"
case "$1" in
  report | analyze | import | verify | lint | --help | --version)
    # No window opens here, so nothing is lost with the sandbox, which root cannot have.
    [ "$(id -u)" = 0 ] && set -- --no-sandbox "$@"
    exec "$app" --ozone-platform=headless --disable-gpu --log-level=3 "$@"
    ;;
esac
if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  echo "There is no display here. Without one: whyladder report <incident folder>" >&2
  exit 2
fi
exec "$app" "$@"
