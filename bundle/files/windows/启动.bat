@echo off
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set PY=python\python.exe
if exist python\Scripts\python.exe set PY=python\Scripts\python.exe
if not exist "%PY%" (
    echo 还没有安装。请先双击“安装.bat”。
    pause
    exit /b 2
)
if "%DUIBIAO_KB%"=="" set "DUIBIAO_KB=%LOCALAPPDATA%\duibiao\kb"
if not exist "%DUIBIAO_KB%\CURRENT" "%PY%" -m app.cli build
rem 服务要几秒才起来，晚一点再打开浏览器。
start "" /min cmd /c "timeout /t 10 /nobreak >nul & start http://127.0.0.1:8501"
"%PY%" -m app.cli serve
pause
