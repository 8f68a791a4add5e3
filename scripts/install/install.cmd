@echo off
rem Installs bulletin-pdf from this folder, without a network, into %LOCALAPPDATA%\bulletin-pdf (BULLETIN_PDF_HOME
rem names another). Running it again upgrades; deleting that folder uninstalls.
setlocal
set "PYTHONUTF8=1"
set "HERE=%~dp0"
set "TARGET=%BULLETIN_PDF_HOME%"
if not defined TARGET set "TARGET=%LOCALAPPDATA%\bulletin-pdf"
if not defined PYTHON set "PYTHON=py -@PYTHON@"
%PYTHON% -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '@PYTHON@' or sys.maxsize < 2**32)" 2>nul
if errorlevel 1 (
    echo This bundle needs 64-bit Python @PYTHON@, which was not found.
    echo Install it from python.org with the py launcher, or set PYTHON to its python.exe, and run this again.
    goto failed
)
for /f "tokens=1,2" %%h in (%HERE%SHA256SUMS) do (
    certutil -hashfile "%HERE%%%i" SHA256 | findstr /i "%%h" >nul || (
        echo %%i is damaged: copy the bundle again.
        goto failed
    )
)
%PYTHON% -m venv --clear "%TARGET%" || goto failed
for %%w in ("%HERE%wheels\bulletin_pdf-*.whl") do set "OWN=%%~fw"
"%TARGET%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" "%OWN%[desk]" || goto failed
"%TARGET%\Scripts\bulletin-pdf.exe" doctor
echo Installed: %TARGET%\Scripts\bulletin-pdf.exe
echo To type just bulletin-pdf, add %TARGET%\Scripts to PATH in Settings, Environment variables.
pause
exit /b 0
:failed
pause
exit /b 1
