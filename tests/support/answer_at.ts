/**
 * What is answered at a URL whose server is to be gone: nothing, or, since the system gives a free port to whoever asks
 * next, what some other test's server has to say.
 */
export function answer_at(url: string): Promise<string> {
  return fetch(url).then(
    (answer) => answer.text(),
    () => "",
  );
}
