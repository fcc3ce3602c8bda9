@echo off
rem Guitu's one door on Windows: sets up what is missing, then runs the command. See README.md.
setlocal
chcp 65001 >nul
set "HOME_DIR=%~dp0"
set "VENV=%HOME_DIR%.venv"
set "LOCK=%HOME_DIR%requirements.lock"
set "STAMP=%VENV%\guitu.lock"
set "PY=%VENV%\Scripts\python.exe"

if not exist "%PY%" goto set_up
rem The stamp is a copy of the lock that .venv was made from.
fc /b "%LOCK%" "%STAMP%" >nul 2>nul && goto run

:set_up
echo 正在准备运行环境，第一次需要几分钟… / Setting up; the first time takes a few minutes ... 1>&2
set "HOST="
for %%V in (3.11 3.12 3.13) do if not defined HOST py -%%V -c "" >nul 2>nul && set "HOST=py -%%V"
if not defined HOST python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" >nul 2>nul && set "HOST=python"
if not defined HOST (
    echo 需要 Python 3.11、3.12 或 3.13（64 位）。/ Python 3.11, 3.12 or 3.13 ^(64 bit^) is needed. 1>&2
    exit /b 1
)
rem A .venv without a stamp was interrupted: nothing in it can be trusted.
if not exist "%STAMP%" if exist "%VENV%" rmdir /s /q "%VENV%"
if not exist "%PY%" %HOST% -m venv "%VENV%"
if not exist "%PY%" (
    echo 无法建立 "%VENV%"，请检查磁盘空间和权限。/ Cannot make it: check space and permissions. 1>&2
    exit /b 1
)
if exist "%STAMP%" del "%STAMP%"
"%PY%" -m pip install -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "%LOCK%" 1>&2
if errorlevel 1 (
    echo 依赖没有装好：请检查网络和磁盘空间后重试。/ The dependencies are not installed: check network and disk space, then try again. 1>&2
    exit /b 1
)
copy /b /y "%LOCK%" "%STAMP%" >nul

:run
rem -P: a folder called "app" where the officer happens to stand must not be run.
set "PYTHONPATH=%HOME_DIR%"
set "PYTHONUTF8=1"
"%PY%" -P -m app %*
exit /b %errorlevel%
