#!/bin/sh
# 安装到这个文件夹里的 venv；只用这里的文件，逐个核对哈希值，不连网络。
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3.11}
stop() { echo "$1" >&2; exit 2; }
command -v "$PYTHON" >/dev/null || stop "找不到 $PYTHON。请先安装 Python 3.11，或写 PYTHON=路径 sh install.sh"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
    stop "$PYTHON 不是 Python 3.11，这里的依赖只能用在 3.11 上。请写 PYTHON=路径 sh install.sh"
sha256sum --quiet -c SHA256SUMS || stop "有文件与清单不符，可能没有拷完整。请重新拷贝"
"$PYTHON" -m venv --without-pip venv
for pip in wheels/pip-*.whl; do
    venv/bin/python "$pip/pip" install -q --no-index --find-links wheels --no-deps --require-hashes -r requirements.txt ||
        stop "没有装好，原因见上面几行。请检查压缩包是不是给这种处理器（$(uname -m)）的，glibc 是不是 2.28 以上，磁盘满没满"
done
echo "已安装。运行 ./duibiao build 建知识库，再运行 ./duibiao serve 打开网页"
