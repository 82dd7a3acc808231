#!/bin/sh
# 安装到这个文件夹里的 venv；只用这里的文件，逐个核对哈希值，不连网络。
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3.11}
command -v "$PYTHON" >/dev/null || { echo "找不到 $PYTHON。请先安装 Python 3.11，或写 PYTHON=路径 sh install.sh" >&2; exit 2; }
sha256sum --quiet -c SHA256SUMS || { echo "有文件与清单不符，可能没有拷完整。请重新拷贝" >&2; exit 2; }
"$PYTHON" -m venv venv
venv/bin/python -m pip install -q --no-index --find-links wheels --no-deps --require-hashes -r requirements.txt
echo "已安装。运行 ./duibiao build 建知识库，再运行 ./duibiao serve 打开网页"
