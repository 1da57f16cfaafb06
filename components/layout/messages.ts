import { catalogue } from '#components/ui/catalogue.ts'

export const layoutMessages = catalogue({
  en: {
    description: 'Store, read and search contracts. Every result is highlighted on its page.',
    home: 'LexAI, home',
    skipToContent: 'Skip to content',
    notFound: {
      pageTitle: 'Not found',
      title: 'Page not found',
      text: 'The address is wrong, the page was deleted, or you do not have access to it.',
      toLibrary: 'Go to the library',
    },
    pageError: {
      title: 'This page could not be displayed',
      text: 'Try again. If the problem persists, send the request ID below to your administrator.',
    },

    navigation: {
      main: 'Main',
      more: 'More',
      library: 'Library',
      search: 'Search',
      matters: 'Matters',
      moreMatters: (count: string) => `${count} more`,
      settings: 'Settings',
      admin: 'Admin',
      settingsPages: {
        profile: 'Profile',
        sessions: 'Sessions',
        apiKeys: 'API keys',
        appearance: 'Appearance',
      },
      adminPages: {
        people: 'People',
        sessions: 'Sessions',
        audit: 'Audit log',
        processing: 'Processing',
      },
      backToLibrary: 'Back to the library',
      backToSearch: 'Back to the search',
      backToMatter: 'Back to the matter',
    },

    theme: {
      label: 'Theme',
      light: 'Light',
      dark: 'Dark',
      system: 'System',
    },
    account: {
      trigger: (name: string) => `Account of ${name}`,
      label: 'Account',
      profile: 'Profile',
      sessions: 'Sessions',
      shortcuts: 'Keyboard shortcuts',
      signOut: 'Sign out',
      signOutFailed: 'You are still signed in',
      signOutFailure: (message: string, detail: string) => `${message}. ${detail}`,
    },

    connection: {
      offline: 'You are offline',
      unreachable: 'LexAI cannot be reached',
      navigationRefused: 'This page stays open. Try again when the connection is restored.',
      offlineNotice:
        'You are offline. Content that is already loaded stays available. You can load more and save changes when the connection is restored.',
      unreachableNotice:
        'LexAI cannot be reached. Content that is already loaded stays available. You can load more and save changes when the connection is restored.',
    },
    reauthentication: {
      title: 'Confirm your identity',
      text: 'You signed in some time ago. Enter your password again to make this change.',
      password: 'Password',
      submit: 'Confirm',
    },

    palette: {
      label: 'Command palette',
      placeholder: 'Search documents, matters and pages…',
      results: 'Results',
      none: 'No results.',
      groups: {
        pages: 'Go to',
        settings: 'Settings',
        admin: 'Admin',
        actions: 'Actions',
        matters: 'Matters',
        search: 'Search',
        documents: 'Documents',
      },
      lightTheme: 'Light theme',
      darkTheme: 'Dark theme',
      systemTheme: 'System theme',
      developers: 'API for developers',
      shortcuts: 'Show keyboard shortcuts',
      signOut: 'Sign out',
      searchAll: (query: string) => `Search all documents for “${query}”`,
    },

    shortcuts: {
      title: 'Keyboard shortcuts',
      everywhere: {
        title: 'Everywhere',
        palette: 'Open the command palette',
        search: 'Search',
        undo: 'Undo the last change',
        shortcuts: 'Show keyboard shortcuts',
        back: 'Go back one level',
      },
      library: {
        title: 'Library',
        move: 'Next document, previous document',
        open: 'Open the document',
        select: 'Select the document',
        trash: 'Move the document to trash',
        upload: 'Upload files',
      },
      document: {
        title: 'Document',
        move: 'Next page, previous page',
        goToPage: 'Go to a page number',
        find: 'Find in the document',
        nextMatchInField: 'Next match; with Shift: previous match',
        nextMatch: 'Next match, previous match outside the search field',
        zoom: 'Zoom in, zoom out',
        readingSize: 'Reading size',
        fit: 'Fit the width, fit the page',
        copyLink: 'Copy a link to the selected words',
        panels: 'Contents, side panel',
        details: 'Details',
        print: 'Print',
      },
    },
  },
})
