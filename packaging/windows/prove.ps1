# On Windows: what prove.sh does under Wine. Installs silently, lets the installed program do an
# office's work from a folder that it may not write to, uninstalls, and looks that the data stayed.
$ErrorActionPreference = "Stop"
$program = "$env:LOCALAPPDATA\Programs\KKB Desk"
$data = "$env:LOCALAPPDATA\KKB Desk\data"
$work = "$env:USERPROFILE\Kerja Nürhayati"

function There($path) { if (-not (Test-Path $path)) { throw "tidak ada: $path" } }
function Gone($path) { if (Test-Path $path) { throw "masih ada: $path" } }

Write-Output "== memasang"
$setup = (Get-ChildItem dist\KKBDesk-*-windows.exe).FullName
$done = Start-Process $setup -ArgumentList "/S" -Wait -PassThru
if ($done.ExitCode -ne 0) { throw "pemasang berakhir dengan $($done.ExitCode)" }
There "$program\KKB Desk.exe"
There "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\KKB Desk.lnk"
$open = (Get-ItemProperty "HKCU:\Software\Classes\KKBDesk.Paket\shell\open\command")."(default)"
if ($open -notlike '*KKB Desk.exe" "%1"') { throw "berkas .kkb tidak dibuka program" }

Write-Output "== bekerja"
icacls $program /deny "${env:USERNAME}:(OI)(CI)(WD,AD)" /Q | Out-Null
& .venv\Scripts\python packaging\prove.py $work "$program\kkbdesk.exe"
if ($LASTEXITCODE -ne 0) { throw "perintah tidak selesai" }
& "$program\kkbdesk.exe" siapkan --kode 19.05
There $data
icacls $program /remove:d $env:USERNAME /Q | Out-Null

Write-Output "== dibawa"
$bring = "$env:USERPROFILE\Flashdisk"
Expand-Archive (Get-ChildItem dist\KKBDesk-*-windows-portabel.zip).FullName $bring
New-Item -ItemType Directory "$bring\KKB Desk\data" | Out-Null
& "$bring\KKB Desk\kkbdesk.exe" siapkan --kode 19.05
There "$bring\KKB Desk\data\kkbdesk.sqlite"

Write-Output "== menghapus"
New-Item -ItemType Directory "$program\_internal-0.0.1" | Out-Null
New-Item "$program\_internal-0.0.1\lama.dll", "$program\kkbdesk-0.0.1.exe" | Out-Null
# Told where it lies, the uninstaller works in place and can be waited for.
Start-Process "$program\hapus.exe" -ArgumentList "/S", "_?=$program" -Wait
Gone "$program\KKB Desk.exe"
Gone "$program\_internal*"
Gone "$program\kkbdesk*.exe"
Gone "HKCU:\Software\Classes\KKBDesk.Paket"
There $data
Write-Output "Terpasang, dipakai, dihapus; data tetap ada."
