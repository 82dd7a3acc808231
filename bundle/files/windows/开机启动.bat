@echo off
chcp 65001 >nul
rem 建一个开机就启动的计划任务，以系统账号运行；要用管理员身份运行。删除：schtasks /delete /tn 对标 /f
rem 知识库放在所有账号共用的文件夹，“对标.bat”和“启动.bat”以后也用这一个。
set "DUIBIAO_KB=%ProgramData%\duibiao\kb"
setx /m DUIBIAO_KB "%DUIBIAO_KB%" >nul
if errorlevel 1 goto denied
if not exist "%DUIBIAO_KB%\CURRENT" call "%~dp0对标.bat" build
if not exist "%DUIBIAO_KB%\CURRENT" goto unbuilt
set /p WHO=资料管理员的姓名（已经有账号的直接按回车）：
if not "%WHO%"=="" call "%~dp0对标.bat" accounts add "%WHO%" --role librarian
set /p NAME=大家打开网页用的主机名，如 kb.hospital.local：
schtasks /create /f /tn 对标 /sc onstart /ru SYSTEM /tr "cmd /c \"set DUIBIAO_KB=%DUIBIAO_KB%&& \"%~dp0对标.bat\" serve --address 0.0.0.0 --name %NAME%\""
if errorlevel 1 goto denied
echo 已建好，下次开机就启动。知识库在 %DUIBIAO_KB%。防火墙要放行 TCP 8501，见 docs\zh\部署与运维.md。
pause
exit /b 0
:denied
echo 没有建好。请用右键“以管理员身份运行”。
pause
exit /b 2
:unbuilt
echo 知识库没有建好，见上面的说明。
pause
exit /b 2
