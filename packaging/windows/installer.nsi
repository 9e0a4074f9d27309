; The installer for Windows: for one user, without an administrator. Run through packaging/installer.py,
; which gives VERSION, SOURCE (the frozen program), ICON, SIZE (kilobytes) and OUT.
Target amd64-unicode
SetCompressor /SOLID lzma
; Both programs hold the same modules; far enough back, the second costs nothing.
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define PROGRAM "KKB Desk.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\KKB Desk"
!define KIND "KKBDesk.Paket"

Name "KKB Desk"
BrandingText "KKB Desk ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\KKB Desk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "KKB Desk"
VIAddVersionKey "FileDescription" "Pemasang KKB Desk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

; Windows lets nobody write to a program that runs, nor to one that a virus scanner looks at, which
; ends after a moment: so asks for five seconds before it says that the program is open.
!macro FREE un
Function ${un}Free
  again:
  StrCpy $R0 0
  ${DoWhile} $R0 < 20
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
      FileOpen $R1 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $R1
      ${EndIf}
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\kkbdesk.exe"
    ${AndIfNot} ${Errors}
      FileOpen $R1 "$INSTDIR\kkbdesk.exe" a
      ${IfNot} ${Errors}
        FileClose $R1
      ${EndIf}
    ${EndIf}
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    IntOp $R0 $R0 + 1
    Sleep 250
  ${Loop}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
    "KKB Desk masih terbuka. Tutup dahulu, lalu tekan tombol untuk mencoba lagi." \
    /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd
!macroend
!insertmacro FREE ""
!insertmacro FREE "un."

; All versions of the program, which updates lay side by side, and their notes; never the data. What an
; older version had and a newer one has not would be loaded all the same.
!macro CLEAR un
Function ${un}Clear
  FindFirst $R0 $R1 "$INSTDIR\_internal*"
  ${DoUntil} $R1 == ""
    RMDir /r "$INSTDIR\$R1"
    FindNext $R0 $R1
  ${Loop}
  FindClose $R0
  Delete "$INSTDIR\KKB Desk*.exe"
  Delete "$INSTDIR\kkbdesk*.exe"
  Delete "$INSTDIR\pembaruan.json"
  Delete "$INSTDIR\.*.sebagian"
FunctionEnd
!macroend
!insertmacro CLEAR ""
!insertmacro CLEAR "un."

Function .onInit
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP \
      "KKB Desk memerlukan Windows 10 versi 1809 atau yang lebih baru." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  Call Free
  Call Clear
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\hapus.exe"

  CreateShortcut "$SMPROGRAMS\KKB Desk.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\KKB Desk.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "Software\Classes\.kkb" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.kkbbaru" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "Paket KKB Desk"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ${RefreshShellIcons}

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "KKB Desk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "KKB Desk"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\hapus.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\hapus.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Only what was installed goes. A folder `data` beside the program, or the office's own, stays.
Section "un."
  Call un.Free
  Call un.Clear
  Delete "$INSTDIR\hapus.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\KKB Desk.lnk"
  Delete "$DESKTOP\KKB Desk.lnk"
  ReadRegStr $R0 HKCU "Software\Classes\.kkb" ""
  ${If} $R0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\.kkb" ""
    DeleteRegKey /ifempty HKCU "Software\Classes\.kkb"
  ${EndIf}
  ReadRegStr $R0 HKCU "Software\Classes\.kkbbaru" ""
  ${If} $R0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\.kkbbaru" ""
    DeleteRegKey /ifempty HKCU "Software\Classes\.kkbbaru"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${RefreshShellIcons}
  StrCpy $R1 "$LOCALAPPDATA\KKB Desk"
  ${If} ${FileExists} "$INSTDIR\data\*"
    StrCpy $R1 "$INSTDIR\data"
  ${EndIf}
  DetailPrint "Data kantor tidak dihapus: $R1"
  MessageBox MB_OK|MB_ICONINFORMATION \
    "Program sudah dihapus. Data kantor tidak dihapus dan tetap ada di:$\r$\n$\r$\n$R1" /SD IDOK
SectionEnd
