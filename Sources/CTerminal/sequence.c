/*
 * Escape sequences, as ECMA-48 builds them, taken whole: a key that the editor has a use for becomes
 * one character of the C1 block, which nobody can type; of every other nothing is left in the line.
 */
#define _GNU_SOURCE
#include "internal.h"

enum { ESCAPE = 0x1B, BELL = 0x07, BACKSPACE = 0x08, DELETE = 0x7F, C1_CSI = 0x9B, C1_SS3 = 0x8F };

bool ct_is_key(wchar_t character) {
    return character >= 0x80 && character < 0xA0;
}

static bool is_control(wchar_t character) {
    return character < L' ' || character == DELETE || ct_is_key(character);
}

static void begin(ct_sequence *sequence, int state) {
    bool is_alt = sequence->is_alt;
    *sequence = (ct_sequence){.state = state, .is_alt = is_alt};
}

static wchar_t end(ct_sequence *sequence, wchar_t key) {
    *sequence = (ct_sequence){0};
    return key;
}

/* Control and Alt (which some terminals call Meta) move and delete by words; Shift does nothing. */
static bool is_by_word(const ct_sequence *sequence) {
    int modifiers = sequence->count > 1 ? sequence->parameters[1] - 1 : 0;
    return sequence->is_alt || (modifiers > 0 && (modifiers & ~1) != 0);
}

static wchar_t key_of_number(const ct_sequence *sequence) {
    switch (sequence->parameters[0]) {
    case 1: case 7: return CT_KEY_HOME;
    case 4: case 8: return CT_KEY_END;
    case 3: return is_by_word(sequence) ? CT_KEY_DELETE_WORD : CT_KEY_DELETE;
    case 200: return CT_KEY_PASTE_BEGINS;
    case 201: return CT_KEY_PASTE_ENDS;
    default: return CT_NO_KEY;
    }
}

static wchar_t key_of(const ct_sequence *sequence, wchar_t last) {
    bool by_word = is_by_word(sequence);
    /* Reports of the terminal, "ESC [ ? ...", and whatever has intermediate bytes. */
    if (sequence->is_foreign) return CT_NO_KEY;
    switch (last) {
    case L'A': return by_word ? CT_NO_KEY : CT_KEY_OLDER;
    case L'B': return by_word ? CT_NO_KEY : CT_KEY_NEWER;
    case L'C': return by_word ? CT_KEY_WORD_RIGHT : CT_KEY_RIGHT;
    case L'D': return by_word ? CT_KEY_WORD_LEFT : CT_KEY_LEFT;
    case L'F': return CT_KEY_END;
    case L'H': return CT_KEY_HOME;
    case L'~': return sequence->state == CT_IN_CSI ? key_of_number(sequence) : CT_NO_KEY;
    /* Control with an arrow, on rxvt. */
    case L'c': return sequence->state == CT_IN_SS3 ? CT_KEY_WORD_RIGHT : CT_NO_KEY;
    case L'd': return sequence->state == CT_IN_SS3 ? CT_KEY_WORD_LEFT : CT_NO_KEY;
    default: return CT_NO_KEY;
    }
}

/* A key pressed together with Alt. */
static wchar_t alt_key(wchar_t character) {
    switch (character) {
    case L'b': return CT_KEY_WORD_LEFT;
    case L'f': return CT_KEY_WORD_RIGHT;
    case L'd': return CT_KEY_DELETE_WORD;
    case BACKSPACE: case DELETE: return CT_KEY_RUB_OUT_WORD;
    /* Enter and its like are themselves: Escape was pressed by mistake before them. */
    default: return is_control(character) ? character : CT_NO_KEY;
    }
}

static wchar_t take_after_escape(ct_sequence *sequence, wchar_t character) {
    switch (character) {
    case L'[': begin(sequence, CT_IN_CSI); return CT_NO_KEY;
    case L'O': begin(sequence, CT_IN_SS3); return CT_NO_KEY;
    case L']': case L'P': case L'X': case L'^': case L'_':
        begin(sequence, CT_IN_STRING);
        return CT_NO_KEY;
    default: break;
    }
    if (character >= L' ' && character < L'0') {
        begin(sequence, CT_IN_SET);
        return CT_NO_KEY;
    }
    return end(sequence, alt_key(character));
}

static void take_parameter(ct_sequence *sequence, wchar_t character) {
    if (sequence->count == 0) sequence->count = 1;
    if (character == L';') {
        sequence->count++;
    } else if (character >= L'0' && character <= L'9' && sequence->count <= 2) {
        int *parameter = &sequence->parameters[sequence->count - 1];
        if (*parameter < 1000) *parameter = *parameter * 10 + (character - L'0');
    } else {
        sequence->is_foreign = true;
    }
}

static wchar_t take_inside(ct_sequence *sequence, wchar_t character) {
    /* The Linux console: "ESC [ [ A" is F1. */
    bool is_function_key =
        sequence->state == CT_IN_CSI && sequence->count == 0 && character == L'[';
    if (is_function_key) {
        begin(sequence, CT_IN_SET);
        return CT_NO_KEY;
    }
    if (character >= L'0' && character <= L'?') {
        take_parameter(sequence, character);
        return CT_NO_KEY;
    }
    if (character >= L' ' && character < L'0') {
        sequence->is_foreign = true;
        return CT_NO_KEY;
    }
    return end(sequence, key_of(sequence, character));
}

wchar_t ct_sequence_take(ct_sequence *sequence, wchar_t character) {
    if (character == ESCAPE) {
        bool is_alt = sequence->state == CT_AFTER_ESCAPE;
        *sequence = (ct_sequence){.state = CT_AFTER_ESCAPE, .is_alt = is_alt};
        return CT_NO_KEY;
    }
    if (character == C1_CSI || character == C1_SS3) {
        begin(sequence, character == C1_CSI ? CT_IN_CSI : CT_IN_SS3);
        return CT_NO_KEY;
    }
    if (ct_is_key(character)) return end(sequence, CT_NO_KEY);
    if (sequence->state == CT_AFTER_ESCAPE) return take_after_escape(sequence, character);
    if (sequence->state == CT_IN_TEXT) return character;
    if (sequence->state == CT_IN_STRING && character == BELL) return end(sequence, CT_NO_KEY);
    /* Enter and the like cut a sequence off, and what is no ASCII was never part of one. */
    if (is_control(character)) return end(sequence, character);
    if (sequence->state == CT_IN_STRING) return CT_NO_KEY;
    if (character > DELETE) return end(sequence, character);
    if (sequence->state == CT_IN_SET) return end(sequence, CT_NO_KEY);
    return take_inside(sequence, character);
}
