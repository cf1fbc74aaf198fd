/** The page to which sending a claim leads: it says where the claim was known, and where it joined another account's. */
export function pageAfterSending({
  id,
  created,
  joined,
}: {
  readonly id: string
  readonly created: boolean
  readonly joined: boolean
}): string {
  return `/submissions/${id}${joined ? '?joined=yes' : created ? '' : '?known=yes'}`
}
