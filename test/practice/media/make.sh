#!/bin/sh
# Makes the practice media: a moving test picture with a quiet tone, small enough to be committed.
# A key frame every 2 s keeps seeking quick; faststart puts the index in front so that playing starts at once.
# usage: sh make.sh     (needs ffmpeg with libx264, libvpx, libvorbis and libmp3lame)
set -eu
cd "$(dirname "$0")"

picture() { echo "testsrc=size=192x108:rate=8"; }
tone() { echo "sine=frequency=$1:sample_rate=22050,volume=0.03"; }
quiet="-hide_banner -loglevel error -y"

for lesson in 60:330 90:392 120:440; do
  seconds=${lesson%%:*}
  # shellcheck disable=SC2086
  ffmpeg $quiet -f lavfi -i "$(picture)" -f lavfi -i "$(tone "${lesson##*:}")" -t "$seconds" \
    -c:v libx264 -profile:v main -pix_fmt yuv420p -preset slow -crf 38 -g 16 \
    -c:a aac -b:a 8k -ac 1 -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact \
    "lesson-$seconds.mp4"
done

# shellcheck disable=SC2086
ffmpeg $quiet -f lavfi -i "$(picture)" -f lavfi -i "$(tone 494)" -t 75 \
  -c:v libvpx -b:v 12k -crf 50 -g 16 -c:a libvorbis -q:a 0 -ac 1 -map_metadata -1 -fflags +bitexact "lesson-75.webm"

# shellcheck disable=SC2086
ffmpeg $quiet -f lavfi -i "$(tone 523)" -t 60 -c:a libmp3lame -b:a 16k -ac 1 -map_metadata -1 -fflags +bitexact "listening-60.mp3"
