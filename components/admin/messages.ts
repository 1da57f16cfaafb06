import { catalogue, plural } from '#components/ui/catalogue.ts'
import type { Role } from '#lib/core/auth/permissions.ts'

export const adminMessages = catalogue({
  en: {
    title: 'Admin',
    pageTitles: {
      people: 'People',
      person: 'Person',
      sessions: 'Sessions',
      audit: 'Audit log',
      ingest: 'Processing',
    },
    warnings: {
      diskFull: (free: string, reserve: string) =>
        `The server’s disk is full: ${free} are free, and ${reserve} are kept in reserve. Uploads are rejected and processing is paused. Documents can still be read. Uploads and processing resume automatically when disk space is freed.`,
      diskLow: (free: string, reserve: string) =>
        `The server is low on disk space: ${free} are free. Below ${reserve}, uploads are rejected and processing is paused.`,
      unsentMail: (count: number, formattedCount: string, reason: string) =>
        plural(count, {
          one: `${formattedCount} email could not be sent yet. ${reason} LexAI retries automatically.`,
          other: `${formattedCount} emails could not be sent yet. ${reason} LexAI retries automatically.`,
        }),
      untrustedProxies:
        'Requests arrive through {proxies}, which LexAI does not trust. If this is your proxy, add it to {setting} and restart LexAI. Until then, everybody shares the proxy’s address in the sign-in limits and in the audit log.',
    },
    roles: {
      names: { viewer: 'Viewer', editor: 'Editor', admin: 'Admin' } satisfies Record<Role, string>,
      hints: {
        viewer: 'Can read, search and ask questions in the matters they are a member of',
        editor: 'Can also upload, change and delete documents, and create matters',
        admin: 'Can also manage people, sessions and the members of all matters',
      } satisfies Record<Role, string>,
    },
    people: {
      loading: 'Loading people',
      list: 'People',
      search: 'Name or email',
      role: 'Role',
      allRoles: 'All roles',
      status: 'Status',
      allStatuses: 'All statuses',
      active: 'Active',
      disabled: 'Disabled',
      invited: 'Invited',
      invite: 'Invite people',
      noMatchesTitle: 'No people found',
      noMatches: 'No account matches the search and the filters.',
      showMore: 'Show more',
    },
    inviteDialog: {
      title: 'Invite a person',
      name: 'Name',
      email: 'Email',
      role: 'Role',
      cancel: 'Cancel',
      submit: 'Invite',
      invited: (name: string) =>
        `${name} now has an account. An email with the link below is on its way. You can also send the link yourself.`,
      link: 'Invitation link',
      shownOnce: 'This link is shown only once and can be used only once.',
      done: 'Done',
    },
    renewInvitation: {
      submit: 'Create a new invitation',
      link: 'Invitation link',
      shownOnce: 'This link is shown only once and can be used only once. The previous link no longer works.',
    },
    person: {
      loading: 'Loading the account',
      people: 'People',
      disabled: 'Disabled',
      invited: 'Invited, not yet signed in',
      signsInWithGoogle: 'Also signs in with Google',
      auditLog: (name: string) => `Audit log of ${name}`,
    },
    personAccess: {
      role: 'Role',
      roleChanged: {
        viewer: (name: string) => `${name} is now a viewer`,
        editor: (name: string) => `${name} is now an editor`,
        admin: (name: string) => `${name} is now an admin`,
      } satisfies Record<Role, (name: string) => string>,
      disable: 'Disable account',
      disableHint: 'Ends all sessions and API keys at the next request. Documents and history are kept.',
      disabled: (name: string) => `The account of ${name} is disabled`,
      enable: 'Enable account',
      enableHint: 'Allows this person to sign in again. Sessions and API keys that have ended are not restored.',
      enabled: (name: string) => `The account of ${name} is enabled`,
    },
    personSessions: {
      title: 'Sessions',
      list: (name: string) => `Sessions of ${name}`,
      empty: 'No active sessions.',
      end: 'End',
      endLabel: (device: string) => `End the session on ${device}`,
      ended: (name: string, device: string) => `${name} was signed out of ${device}`,
      endAll: 'End all sessions and API keys',
      endedAll: (name: string) => `All sessions and API keys of ${name} have ended`,
      hasMore: 'Older sessions are not shown. Ending all sessions and API keys ends them too.',
    },
    personApiKeys: {
      title: 'API keys',
      list: (name: string) => `API keys of ${name}`,
      empty: (name: string) => `${name} has no API keys.`,
      hasMore: 'Older API keys are not shown. Ending all sessions and API keys revokes them too.',
    },
    sessions: {
      list: 'Active sessions',
      search: 'Name or email',
      emptyTitle: 'No active sessions',
      noMatches: 'No person who is signed in has this name or email address.',
      end: 'End',
      endLabel: (name: string, device: string) => `End ${name}’s session on ${device}`,
      ended: (name: string, device: string) => `${name} was signed out of ${device}`,
      hasMore: 'Only the most recently used sessions are shown. Search by name or email to find others.',
    },
    queue: {
      loading: 'Loading the queue',
      processing: 'Processing',
      queued: 'Queued',
      ready: 'Ready',
      failed: 'Failed',
      pagesPerMinute: 'Pages in the last minute',
      paused:
        'Processing is paused because the server’s disk is full. It resumes automatically when disk space is freed.',
      emptyTitle: 'The queue is empty',
      empty: 'Uploaded documents appear here while they are processed.',
      inProgress: 'In progress',
      hiddenTitle: 'In a matter you are not a member of',
      progress: (title: string) => `Processing ${title}`,
      pages: (done: number, total: number) => `${done} of ${total} pages`,
      opening: 'Opening',
      retry: 'Retry',
      retryLabel: (title: string) => `Retry processing of ${title}`,
      retried: 'The document is queued again',
    },
  },
})
