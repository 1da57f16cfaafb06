/** What a member may be, as it is said to people. */
export const roleChoices = [
  { value: 'viewer', label: 'Viewer', hint: 'Reads and asks' },
  { value: 'editor', label: 'Editor', hint: 'Also adds, changes and deletes' },
  { value: 'owner', label: 'Owner', hint: 'Also decides who is in' },
] as const
