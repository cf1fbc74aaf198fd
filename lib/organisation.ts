/** Owner of a repo: `allenai` of `allenai/OLMo-7B-0724-hf`. */
export const organisationOf = (repo: string): string => repo.split('/')[0] ?? ''
