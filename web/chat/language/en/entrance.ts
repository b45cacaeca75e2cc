export const entrance = {
  "entrance.sign-in": "Sign in",
  "entrance.sign-in.welcome": "Good to see you again.",
  "entrance.sign-in.to-room": "Sign in to open the room you were sent.",
  "entrance.sign-in.login": "User name or e-mail",
  "entrance.sign-in.empty": "Fill in your name and your password.",
  "entrance.forgot": "Forgot your password?",
  "entrance.username": "User name",
  "entrance.email": "E-mail",
  "entrance.password": "Password",
  "entrance.password.show": "Show the password",
  "entrance.password.hide": "Hide the password",
} as const;
