export const send_file = 1;
export const send_from_directory = 1;
