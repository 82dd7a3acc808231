@echo off
chcp 65001 >nul
rem 建一个开机就启动的计划任务，以系统账号运行；要用管理员身份运行。删除：schtasks /delete /tn 对标 /f
set /p NAME=大家打开网页用的主机名，如 kb.hospital.local：
schtasks /create /f /tn 对标 /sc onstart /ru SYSTEM /tr "cmd /c \"set DUIBIAO_KB=%ProgramData%\duibiao\kb&& \"%~dp0对标.bat\" serve --address 0.0.0.0 --name %NAME%\""
if errorlevel 1 (
    echo 没有建好。请用右键“以管理员身份运行”。
) else (
    echo 已建好，下次开机就启动。第一次之前请用“对标.bat accounts add 姓名 --role librarian”建好资料管理员的账号，知识库在 %ProgramData%\duibiao\kb。
)
pause
