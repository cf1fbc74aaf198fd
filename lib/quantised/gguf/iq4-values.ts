/** The sixteen codes of IQ4_NL and IQ4_XS: `kvalues_iq4nl` of ggml-common.h, ggml-org/llama.cpp. */
const VALUES = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113] as const

/** The code that a nibble, 0 to 15, stands for. */
export const iq4Value = (nibble: number): number => VALUES[nibble] ?? NaN
