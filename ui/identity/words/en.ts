import type { Words } from '../../kit/word-tree.ts'

export const words: Words = {
  email: 'E-mail',
  password: 'Password',
  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    wait: 'Too many tries in a row. Try again in {time}.',
  },
  demo: {
    title: 'Enter as',
    about: 'A demonstration: one press, no password. Open the owner and the partner in two windows, and they will see each other.',
    owner: 'Owner',
    member: 'Member',
    partner: 'Partner',
    manager: 'Manager',
    admin: 'Administrator',
  },
  waiting: {
    title: 'Your application',
    text: 'The answer will show here.',
    programme: 'Programme',
    sent: 'Application sent',
    live: 'This page turns by itself as soon as the application is decided.',
    polling: 'This page looks for the answer every 15 s.',
    enter: 'Enter',
    signIn: 'To the sign-in page',
    pending: {
      title: 'Your application is being looked at',
      text: 'We will write to {email} when it is decided. You may close this page: the answer will not be lost.',
    },
    active: { title: 'You are in', text: 'The application is approved. Your partner pages are open.' },
    rejected: { title: 'The application was rejected', text: 'The organisation explained its decision:' },
    deactivated: {
      title: 'The access is switched off',
      text: 'The organisation has switched off your access to the programme. Write to it to learn why.',
    },
    over: { title: 'Sign in again', text: 'The time for waiting on this page is over. Sign in again to see the answer.' },
  },
  platform: {
    title: 'Platform',
    text: 'You are signed in to run the platform. The API reference is behind the link below.',
    docs: 'API reference',
  },
}
