@echo off
rem Starts lib\bulk-export.jar. JAVA_HOME picks the Java, BULK_EXPORT_JAVA_OPTS are options for it.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "VERSION=0"
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /c:" version ""') do set "VERSION=%%~v"
for /f "delims=.-" %%v in ("%VERSION%") do set "VERSION=%%v"
if %VERSION% LSS 17 (
  echo bulk-export: needs Java 17 or newer; try: install it, or set JAVA_HOME to it 1>&2
  exit /b 2
)
"%JAVA%" %BULK_EXPORT_JAVA_OPTS% -jar "%~dp0..\lib\bulk-export.jar" %*
exit /b %ERRORLEVEL%
