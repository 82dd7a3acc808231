@echo off
chcp 65001 >nul
cd /d "%~dp0"
rem 装到这个文件夹里；只用这里的文件，逐个核对哈希值，不连网络。
if exist python\python.exe goto embedded
where py >nul 2>nul
if errorlevel 1 goto missing
py -3.11 -m venv python
if errorlevel 1 goto missing
python\Scripts\python.exe -m pip install -q --no-index --find-links wheels --no-deps --require-hashes -r requirements.txt
if errorlevel 1 goto failed
goto done
:embedded
for %%f in (wheels\pip-*.whl) do python\python.exe "%%f\pip" install -q --no-index --find-links wheels --no-deps --require-hashes -r requirements.txt
if errorlevel 1 goto failed
:done
echo 已安装。请双击“启动.bat”。
pause
exit /b 0
:missing
echo 没有找到 Python 3.11。请先安装 Python 3.11（64 位），再运行一次。
pause
exit /b 2
:failed
echo 没有装好：有文件与清单不符，或磁盘空间不够。请重新拷贝整个文件夹，再运行一次。
pause
exit /b 2
