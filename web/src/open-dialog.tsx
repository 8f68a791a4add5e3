// The dialog that is open, if one is; what it decides is done to the issue.

import type { Issue, ReviewProposal } from "./api";
import { api } from "./api";
import type { DialogName } from "./bar";
import { History, Next } from "./dialogs";
import { Gallery } from "./gallery";
import { Publish, Volumes } from "./publishing";
import { ReviewDialog } from "./review-dialog";
import { SourceView } from "./source";

type OpenDialogProps = {
  dialog: DialogName | null;
  file: string;
  version: () => number;
  close: () => void;
  /** Files were written, or nothing was. */
  published: () => void;
  /** An issue was made, which is opened. */
  made: (name: string) => void;
  change: (work: () => Promise<{ issue: Issue }>) => void;
  taken: (next: Issue) => void;
  proposals: ReviewProposal[];
  takeReview: (files: File[]) => void;
};

export function OpenDialog({ dialog, file, version, close, ...props }: OpenDialogProps) {
  const closing = (act: () => void) => {
    close();
    act();
  };
  switch (dialog) {
    case "print":
    case "archive":
      return <Publish file={file} what={dialog} close={() => closing(props.published)} />;
    case "volume":
      return <Volumes close={close} />;
    case "next":
      return <Next file={file} done={props.made} close={close} />;
    case "design":
      return (
        <Gallery
          file={file}
          version={version}
          close={close}
          choose={(design) => closing(() => props.change(() => api.chooseDesign(file, version(), design)))}
          used={(issue) => closing(() => props.taken(issue))}
        />
      );
    case "review":
      return <ReviewDialog file={file} proposals={props.proposals} take={(files) => closing(() => props.takeReview(files))} close={close} />;
    case "source":
      return <SourceView file={file} close={close} taken={(next) => closing(() => props.taken(next))} />;
    case "history":
      return <History file={file} close={close} restore={(state) => closing(() => props.change(() => api.restore(file, version(), state)))} />;
    default:
      return null;
  }
}
