/*
 * A stand-in for icuuc.dll, for trying the program under Wine; it is never shipped.
 *
 * Windows brings that library along since version 10 1703, and Qt links it for rare character sets.
 * Wine has none, so Qt6Core would not load. Each name that Qt imports is answered with nothing: no
 * set can be opened, so Qt never comes to ask about one, and keeps to those it has of its own.
 */
#define ABSENT(name) __declspec(dllexport) void *name(void) { return 0; }

ABSENT(ucnv_open)
ABSENT(ucnv_close)
ABSENT(ucnv_reset)
ABSENT(ucnv_getName)
ABSENT(ucnv_getMaxCharSize)
ABSENT(ucnv_getStandardName)
ABSENT(ucnv_getAvailableName)
ABSENT(ucnv_countAvailable)
ABSENT(ucnv_toUnicode)
ABSENT(ucnv_fromUnicode)
ABSENT(ucnv_toUCountPending)
ABSENT(ucnv_fromUCountPending)
ABSENT(ucnv_getToUCallBack)
ABSENT(ucnv_setToUCallBack)
ABSENT(ucnv_getFromUCallBack)
ABSENT(ucnv_setFromUCallBack)
ABSENT(ucnv_cbToUWriteUChars)
ABSENT(ucnv_cbFromUWriteUChars)
ABSENT(UCNV_TO_U_CALLBACK_SUBSTITUTE)
ABSENT(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
