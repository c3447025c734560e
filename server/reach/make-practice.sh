#!/bin/sh
# Makes public/practice.webm, the one-minute practice lesson: calm slides that change every 15 s over a moving bar, VP8, without
# sound (what is said stands in the picture). Needs ffmpeg with libvpx and the font Noto Sans CJK.   usage: sh make-practice.sh
set -eu
cd "$(dirname "$0")"
font=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

# Between these seconds, at this height, in this size.
line() { printf "drawtext=fontfile=%s:text='%s':fontcolor=%s:fontsize=%s:x=(w-text_w)/2:y=%s:enable='between(t,%s,%s)'," "$font" "$5" "$6" "$4" "$3" "$1" "$2"; }

dark=0x172124
quiet=0x50605f
slides="$(
  line 0 15 92 34 '学迹练习课' $dark
  line 0 15 160 20 '请让这段画面播放一分钟' $quiet
  line 15 30 92 26 '签到以后，播放课程就会记录' $dark
  line 15 30 150 20 '看浏览器右上角的“学迹”图标：绿点表示记录中' $quiet
  line 30 45 92 26 '页面要在眼前，播放要用正常速度' $dark
  line 30 45 150 20 '切到别的页面、倍速播放，那段时间不计入' $quiet
  line 45 60 92 26 '图标变灰时点开它' $dark
  line 45 60 150 20 '会说明为什么没有计入，以及怎么办' $quiet
  line 60 75 92 26 '一分钟到了' $dark
  line 60 75 150 20 '请看画面下面的字：老师收到了没有' $quiet
)"

ffmpeg -hide_banner -loglevel error -y \
  -f lavfi -i "color=c=0xf4f6f6:size=640x320:rate=10" \
  -f lavfi -i "color=c=0x0b5d62:size=640x8:rate=10" \
  -filter_complex "[0]${slides}drawbox=x=0:y=296:w=640:h=8:color=0xcdd5d6:t=fill[base];[base][1]overlay=x=-640+640*t/75:y=296:shortest=1" \
  -t 75 -c:v libvpx -b:v 60k -crf 22 -g 50 -an -map_metadata -1 -fflags +bitexact -flags:v +bitexact public/practice.webm
