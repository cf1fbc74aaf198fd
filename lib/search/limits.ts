/** An address of the Hub with a revision has about 150 characters, a coordinate with a long tensor name 120. */
export const MAX_QUESTION_LENGTH = 300
