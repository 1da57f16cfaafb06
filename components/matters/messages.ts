import { catalogue, plural } from '#components/ui/catalogue.ts'
import { formatNumber } from '#components/ui/format.ts'

export const matterMessages = catalogue({
  en: {
    title: 'Matters',
    description: 'A matter contains documents that only its members can see.',
    loading: 'Loading matters',
    create: 'New matter',
    memberCount: (count: number, locale: string) =>
      plural(count, { one: `${formatNumber(count, locale)} member`, other: `${formatNumber(count, locale)} members` }),
    personal: 'Private',

    roles: {
      viewer: { label: 'Viewer', hint: 'Can read documents' },
      editor: { label: 'Editor', hint: 'Can also add, change and delete documents' },
      owner: { label: 'Owner', hint: 'Can also manage members' },
    },

    list: {
      none: 'You are not a member of any matter',
      noneHint: 'The owner of a matter can add you to it.',
      filter: 'Filter by name or reference',
      noMatch: 'No matching matters',
      noMatchHint: 'Try a shorter text, or the reference of the matter.',
      clearFilter: 'Clear filter',
      others: 'Other matters',
      othersHint: 'You can manage the members of these matters. Only members can see their documents.',
    },

    page: {
      actions: 'Matter actions',
      edit: 'Edit name and reference',
      delete: 'Delete matter',
      notMember: 'You are not a member of this matter',
      notMemberHint: 'You can manage its members. Only members can see its documents.',
    },
    accessLost: {
      title: 'You no longer have access',
      text: 'The matter was deleted, or you were removed from it.',
      back: 'Go to matters',
    },

    dialog: {
      createTitle: 'New matter',
      editTitle: 'Edit matter',
      name: 'Name',
      reference: 'Reference',
      referenceHint: 'Your own file number, if there is one.',
      create: 'Create matter',
    },
    deletion: {
      title: 'Delete matter',
      warning: 'This cannot be undone. Only a matter without documents can be deleted.',
      confirmName: (name: string) => `Type the name to confirm: ${name}`,
      submit: 'Delete matter',
    },

    members: {
      title: 'Members',
      loading: 'Loading members',
      you: '(you)',
      roleOf: (name: string) => `Role of ${name}`,
      remove: (name: string) => `Remove ${name}`,
      removed: (name: string) => `${name} was removed`,
      leave: 'Leave matter',
      add: 'Add member',
      addPlaceholder: 'Name or email',
      role: 'Role',
      tooShort: 'Type at least two letters.',
      searching: 'Searching…',
      noneFound: 'No people found.',
      offline: 'You can search for people when the connection is restored.',
    },
  },
})
