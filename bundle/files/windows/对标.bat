@echo off
rem 命令行：对标.bat ask "手卫生用什么标准"
chcp 65001 >nul
set PYTHONUTF8=1
set "PY=%~dp0python\python.exe"
if exist "%~dp0python\Scripts\python.exe" set "PY=%~dp0python\Scripts\python.exe"
if "%DUIBIAO_KB%"=="" set "DUIBIAO_KB=%LOCALAPPDATA%\duibiao\kb"
"%PY%" -m app.cli %*
